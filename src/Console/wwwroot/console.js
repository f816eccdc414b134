// The colours that the reader has chosen, kept in the browser; and the skip link, which must not navigate.
window.emConsole = (() => {
    const key = "em-scheme";
    const stored = () => {
        const scheme = localStorage.getItem(key);
        return scheme === "light" || scheme === "dark" ? scheme : "system";
    };
    const show = () => { document.documentElement.dataset.scheme = stored(); };
    show();

    document.addEventListener("click", event => {
        if (event.target instanceof Element && event.target.closest(".em-skip")) {
            event.preventDefault();
            event.stopPropagation();
            document.getElementById("content")?.focus();
        }
    }, true);

    return {
        scheme: stored,
        isSystemDark: () => matchMedia("(prefers-color-scheme: dark)").matches,
        selectLine: (id, line) => {
            const area = document.getElementById(id);
            const lines = area.value.split("\n");
            const from = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
            area.focus();
            area.setSelectionRange(from, from + (lines[line - 1] ?? "").length);
            const height = area.scrollHeight / area.rows;
            window.scrollTo({ top: area.getBoundingClientRect().top + scrollY + (line - 8) * height });
        },
        setScheme: scheme => { localStorage.setItem(key, scheme); show(); },
    };
})();
