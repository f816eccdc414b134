using EmergentMisalignment.Console.Pages.Parts;
using Microsoft.JSInterop;
using MudBlazor;

namespace EmergentMisalignment.Console.Pages.Layout;

public sealed partial class MainLayout
{
    private MudThemeProvider? _provider;
    private PageBoundary? _boundary;
    private string? _scheme;
    private bool _isSystemDark;
    private bool _isDark;
    private bool _isOpen = true;

    /// <summary>The browser is asked before anything is drawn, so that nobody who chose the dark sees a white page flash by.</summary>
    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive)
        {
            Take(SchemeSwitch.System);
            return;
        }

        _isSystemDark = await Script.InvokeAsync<bool>("emConsole.isSystemDark");
        Take(await Script.InvokeAsync<string>("emConsole.scheme"));
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && _provider is not null)
            await _provider.WatchSystemDarkModeAsync(SystemChangedAsync);
    }

    /// <summary>Another page gets another try.</summary>
    protected override void OnParametersSet() => _boundary?.Recover();

    private async Task ChangeAsync(string scheme)
    {
        Take(scheme);
        await Script.InvokeVoidAsync("emConsole.setScheme", scheme);
    }

    private Task SystemChangedAsync(bool isDark)
    {
        _isSystemDark = isDark;
        Take(_scheme ?? SchemeSwitch.System);
        return InvokeAsync(StateHasChanged);
    }

    private void Take(string scheme) => (_scheme, _isDark) = (scheme, scheme == SchemeSwitch.System ? _isSystemDark : scheme == SchemeSwitch.Dark);
}
