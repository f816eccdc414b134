using Bunit;
using EmergentMisalignment.Console.Results;
using EmergentMisalignment.Console.Sweeps;
using EmergentMisalignment.Sweeps.Lineage;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace EmergentMisalignment.Unit.Console.Pages;

/// <summary>Renders pages without a browser, over the services of a Console.</summary>
internal sealed class PageContext : BunitContext
{
    public PageContext(ConsoleServer console)
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddSingleton(console.Services.GetRequiredService<ResultsDesk>());
        Services.AddSingleton(console.Services.GetRequiredService<SweepViews>());
        Services.AddSingleton(console.Services.GetRequiredService<RecomputationDesk>());
    }
}
