// A classic script in the head, before anything is painted: a page whose address changes what is shown waits for its
// own script, so that nothing jumps. `compare.css` shows the page anyway after two seconds.
if (location.search) document.documentElement.classList.add("hold");
