/** Choices of a list's filters from words by what the API calls them. */
import type { Option } from "../../components/DeskFilters.tsx";

export function options(words: Record<string, string>): Option[] {
  return Object.entries(words).map(([value, name]) => ({ value, name }));
}
