using EmergentMisalignment.Console.Sweeps.Watching;
using Microsoft.AspNetCore.Components;

namespace EmergentMisalignment.Console.Pages.Sweeps;

/// <summary>Every sweep of the ledger: the latest as they change, earlier ones as they were when asked for.</summary>
public sealed partial class SweepList
{
    private readonly List<SweepGlance> _earlier = [];
    private SweepBoardPage? _board;
    private string? _next;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string Address => Navigation.BaseUri.TrimEnd('/');

    protected override void OnInitialized() => Watch(Board.FollowAsync(CancellationToken.None));

    protected override void Show(SweepBoardPage value)
    {
        _board = value;
        if (_earlier.Count == 0)
            _next = value.Next;
    }

    private async Task MoreAsync()
    {
        var page = await Views.PageAsync(_next, SweepBoard.Most, Left);
        _earlier.AddRange(page.Sweeps.Select(sweep => new SweepGlance(sweep, null)));
        _next = page.Next;
    }
}
