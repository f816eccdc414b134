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
        setScheme: scheme => { localStorage.setItem(key, scheme); show(); },
    };
})();
