// Before the first paint: the language and colours chosen last time. A file of its own, because the page's policy
// allows no inline script.
(() => {
  const html = document.documentElement;
  const query = new URLSearchParams(location.search);
  let kept = {};
  try {
    kept = JSON.parse(localStorage.getItem("cutaway:settings") ?? "{}").state ?? {};
  } catch {
    // storage forbidden or damaged: the defaults hold
  }
  const wanted = [query.get("lang"), kept.language, ...navigator.languages.map((tag) => tag.slice(0, 2))];
  html.lang = wanted.find((tag) => tag === "ko" || tag === "en") ?? "ko";
  const theme = query.get("theme") ?? kept.theme;
  const chosen = ["light", "dark", "projector"].includes(theme) ? theme : null;
  html.dataset.theme = chosen ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
})();
