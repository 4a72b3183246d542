"""The shape of a catalogue file: what stands where, and of which type; `plans.schema.json` is generated from it."""

from datetime import date
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Discriminator, Field, NonNegativeInt, PositiveInt, RootModel, Tag

from plandesk.domain.catalogue import FeatureGroup, OverHour, PaymentMethod, QuotaMonth, SaleState
from plandesk.domain.policies import CoverageState

T = TypeVar("T")

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
PlanId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$", description="family.tier")]
ReadingId = Annotated[str, Field(pattern=r"^[A-Z][0-9]+$")]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$", description="ISO 4217 code")]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="ISO 3166-1 alpha-2")]
Rate = Annotated[str, Field(pattern=r"^(100|[1-9]?[0-9](\.[0-9]{1,4})?)$", description="Decimal text, such as 7.7")]
Text = Annotated[str, Field(min_length=1)]
Lines = Annotated[list[PositiveInt], Field(description="Lines of the vendor's terms this rests on")]


class Shape(BaseModel):
    """Strict: no unknown key, no conversion of types."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Stated(Shape, Generic[T]):
    """A value and where it comes from; null means not stated."""

    value: T
    lines: Lines
    readings: list[ReadingId] = []
    family: bool = Field(False, description="Stated for the whole family")


class ByReading(Shape, Generic[T]):
    """One value for each option of a reading; the chosen option decides which one holds."""

    by_reading: ReadingId
    values: dict[Id, T]
    lines: Lines
    readings: list[ReadingId] = []
    family: bool = Field(False, description="Stated for the whole family")


# Tags show up in pydantic's error locations; the colon keeps them apart from every key of the file.
STATED, BY_READING = "fact:stated", "fact:by_reading"


def _kind_of_fact(value: Any) -> str:
    return BY_READING if isinstance(value, dict) and "by_reading" in value else STATED


class Fact(
    RootModel[
        Annotated[
            Annotated[Stated[T], Tag(STATED)] | Annotated[ByReading[T], Tag(BY_READING)], Discriminator(_kind_of_fact)
        ]
    ],
    Generic[T],
):
    """What the terms state, or what a reading makes of them."""

    model_config = ConfigDict(frozen=True)


class MoneyShape(Shape):
    """An amount in minor units (cents)."""

    minor: NonNegativeInt
    currency: Currency


class DurationShape(Shape):
    """A length of time in calendar months."""

    months: PositiveInt


class CapShape(Shape):
    """So many requests and so many minutes, both binding."""

    requests: NonNegativeInt
    minutes: NonNegativeInt


class QuotaShape(Shape):
    """What a plan includes of one pool: no levels is none, a null cap is no cap at that scope."""

    levels: list[Id]
    month: CapShape | None
    period: CapShape | None


class SaleShape(Shape):
    """Whether a plan is sold here, and if not, why."""

    state: SaleState
    reason: Text | None


class VendorShape(Shape):
    """Who sells."""

    name: Text


class SourceShape(Shape):
    """The terms that `lines` count in."""

    title: Text
    lines: PositiveInt


class LevelShape(Shape):
    """A kind of support work."""

    id: Id
    name: Text
    definition: Fact[Text]
    examples: Fact[list[Text]]


class PoolShape(Shape):
    """Levels that share one quota."""

    id: Id
    name: Text
    levels: list[Id]


class FeatureShape(Shape):
    """A service or channel a plan may include."""

    id: Id
    group: FeatureGroup
    name: Text
    options: dict[Id, Text]


class FamilyShape(Shape):
    """Plans for one kind of product; tiers from the lowest to the highest."""

    id: Id
    name: Text
    products: list[Text]
    tiers: list[Id]
    summary: Text
    included: Fact[bool]
    notes: list[Fact[Text]]


class PlanShape(Shape):
    """One tier of a family."""

    id: PlanId
    family: Id
    tier: Id
    name: Fact[Text]
    price: Fact[MoneyShape | None]
    more_prices: list[Fact[MoneyShape]] = Field([], description="The same in other currencies, as the terms state it")
    buys: Fact[DurationShape | None]
    sale: Fact[SaleShape]
    support_period: Fact[DurationShape | None]
    critical_updates: Fact[DurationShape | None]
    maintenance_upgrades: Fact[DurationShape | None]
    features: dict[Id, Fact[Id | None]]
    quotas: dict[Id, Fact[QuotaShape]]
    notes: list[Fact[Text]]


class IncidentShape(Shape):
    """A prepaid unit for one request."""

    id: Id
    pool: Id
    name: Text
    price: Fact[MoneyShape]
    more_prices: list[Fact[MoneyShape]] = Field([], description="The same in other currencies, as the terms state it")
    max_minutes: Fact[PositiveInt]
    by_agreement: Fact[bool]


class LimitShape(Shape):
    """When an answer comes at the latest."""

    text: Text
    workdays: PositiveInt | None


class AverageShape(Shape):
    """When an answer comes on average."""

    text: Text
    hours: PositiveInt | None
    days: PositiveInt | None


class ResponseShape(Shape):
    """How soon one kind of request is answered."""

    id: Id
    name: Text
    limit: Fact[LimitShape]
    average: Fact[AverageShape]


Percent = Annotated[int, Field(ge=0, le=100)]


class CriticalShape(Shape):
    """What makes an issue critical."""

    text: Fact[Text]
    min_call_share_percent: Fact[Percent]
    more_than_calls: Fact[NonNegativeInt]
    production_only: Fact[bool]
    excludes_new: Fact[bool]
    how: Fact[Text]


class AnswerShape(Shape):
    """Whether something is supported, and a sentence about it."""

    state: CoverageState
    text: Text


class CoverageShape(Shape):
    """Whether one product or feature is supported on one platform."""

    area: Id
    area_name: Text
    platform: Id
    platform_name: Text
    answer: Fact[AnswerShape]


class LegacyShape(Shape):
    """Servers bought strictly before a day and strictly above a price."""

    text: Fact[Text]
    before: Fact[date]
    above: Fact[MoneyShape]
    plan: PlanId


class UpgradesShape(Shape):
    """How often releases come, and which faults come out of turn."""

    text: Fact[Text]
    releases_per_month: Fact[PositiveInt]
    quality_drop_percent: Fact[Percent]


class PoliciesShape(Shape):
    """What holds for every plan."""

    contact: Fact[Text]
    response: list[ResponseShape]
    critical: CriticalShape
    coverage: list[CoverageShape]
    legacy: LegacyShape
    upgrades: UpgradesShape
    payment: Fact[Text]


class OptionShape(Shape):
    """One way to read an unclear line."""

    id: Id
    text: Text


class ReadingShape(Shape):
    """An unclear point, the ways to read it, the one chosen, and why. Change `chosen` to change the product."""

    id: ReadingId
    question: Text
    options: Annotated[list[OptionShape], Field(min_length=1)]
    chosen: Id
    why: Text
    lines: Lines


class TaxShape(Shape):
    """What tax is put on the prices, by who buys; in this order: exempt, reverse charge, the rate, none."""

    seller_country: Country
    rates: Annotated[
        dict[Country, Rate],
        Field(description="By the buyer's country; a member state of the EU without one is taxed as the seller's"),
    ]
    reverse_charge: Annotated[
        bool, Field(description="Whether a valid VAT id of another member state takes the tax off")
    ] = False
    exempt_countries: list[Country] = []
    exempt_tax_ids: Annotated[list[Text], Field(description="Of single customers")] = []


class RulesShape(Shape):
    """The settings that fill what the terms leave open."""

    time_zone: Annotated[str, Field(min_length=1, description="IANA name; the zone of every calendar date")]
    extend_before_days: NonNegativeInt
    grace_days: NonNegativeInt
    reinstatement_fee: MoneyShape
    more_reinstatement_fees: Annotated[list[MoneyShape], Field(description="The same in other currencies")] = []
    wire_honoured_days: NonNegativeInt
    wire_arrival_days: NonNegativeInt
    wire_due_days: NonNegativeInt
    wire_booking_days: NonNegativeInt
    dispute_suspends: bool = True
    # Defaults: orders are dated by the version they were placed under, and stored ones may lack what came later.
    wire_business_days: NonNegativeInt = 3
    wire_fee_tolerance: Annotated[
        list[MoneyShape], Field(description="How much of a wire may be missing for banks' fees, once for each currency")
    ] = []
    holiday_calendar: Annotated[
        str, Field(description="Market (ECB is TARGET), ISO country (DE) or its region (DE-BY), as `holidays` names it")
    ] = "ECB"
    reminder_days: Annotated[
        list[PositiveInt], Field(description="How many days before the last covered day a reminder goes out")
    ] = [60, 30, 7, 1]
    quota_alert_percent: Annotated[
        int, Field(ge=1, le=100, description="How much of a quota is used when its contacts are told")
    ] = 80
    max_periods: PositiveInt
    start_within_years: PositiveInt
    incident_validity_months: PositiveInt | None
    max_incident_units: PositiveInt
    order_lifetime_days: PositiveInt
    card_session_minutes: PositiveInt
    paypal_attempt_minutes: PositiveInt
    quote_valid_days: Annotated[
        int, Field(ge=1, le=365, description="How long a quote holds, where nothing else is said")
    ] = 30
    quote_expiring_days: PositiveInt = 7
    discount_approval_percent: Annotated[
        int, Field(ge=0, le=100, description="A discount above this share of the list total needs a second person")
    ] = 10
    update_windows: Fact[Literal["every_term", "first_term"]]
    over_hour: Fact[OverHour]
    quota_month: Fact[QuotaMonth] = Fact[QuotaMonth](Stated(value="term_month", lines=[]))
    payment_methods: Fact[list[PaymentMethod]]
    tax: TaxShape | None = None


class PlansShape(Shape):
    """A vendor's catalogue of support plans."""

    schema_address: str = Field("", alias="$schema")
    vendor: VendorShape
    source: SourceShape
    currency: Currency
    net_of_tax: Fact[bool]
    levels: list[LevelShape]
    pools: list[PoolShape]
    features: list[FeatureShape]
    families: list[FamilyShape]
    plans: list[PlanShape]
    incidents: list[IncidentShape]
    policies: PoliciesShape
    readings: list[ReadingShape]
    rules: RulesShape
