using EmergentMisalignment.Console.Problems;
using EmergentMisalignment.Console.Sweeps;
using EmergentMisalignment.Sweeps.Looking;
using Microsoft.AspNetCore.Components;

namespace EmergentMisalignment.Console.Pages.Sweeps;

/// <summary>One sweep as it goes: fed by the reading that all who watch it share.</summary>
public sealed partial class SweepLive
{
    private SweepView? _view;
    private SweepDetails? _details;
    private SweepPace? _pace;
    private string? _unknown;
    private string? _shown;

    [Parameter]
    public string Name { get; set; } = "";

    protected override async Task OnParametersSetAsync()
    {
        if (_shown != Name)
            await BeginAsync();
    }

    protected override void Show(SweepView value)
    {
        _view = value;
        if (value.Progress is { } progress)
            _pace!.Observe(progress);
    }

    /// <summary>Somebody has paused or resumed it: a settled or cancelled sweep's watch has ended, and may have to begin anew.</summary>
    private Task ChangedAsync() => BeginAsync();

    private async Task BeginAsync()
    {
        (_shown, _unknown, _view, _pace) = (Name, null, null, new SweepPace(Time));
        try
        {
            var record = await Views.RecordAsync(Name, CancellationToken.None);
            _details = await Views.DetailsAsync(Name, CancellationToken.None);
            Watch(Feed.FollowAsync(record, CancellationToken.None));
        }
        catch (RefusedException unknown)
        {
            _unknown = unknown.Message;
        }
    }
}
