using EmergentMisalignment.Console.Problems;
using EmergentMisalignment.Sweeps.Lineage;
using Microsoft.AspNetCore.Components;

namespace EmergentMisalignment.Console.Pages.Comparing;

/// <summary>Why runs of a sweep, or the thing behind a key, could not be taken over from what was there.</summary>
public sealed partial class WhyPage : IDisposable
{
    private const int MostRuns = 6;

    private readonly CancellationTokenSource _left = new();
    private IReadOnlyList<string> _sweeps = [];
    private (string? Left, string? Right, string? Run) _asked;
    private IReadOnlyList<Recomputation>? _why;
    private bool _isReading;

    [SupplyParameterFromQuery]
    public string? Left { get; set; }

    [SupplyParameterFromQuery]
    public string? Right { get; set; }

    /// <summary>One run of the later sweep; all where it is left out.</summary>
    [SupplyParameterFromQuery]
    public string? Run { get; set; }

    protected override async Task OnInitializedAsync() => _sweeps = await Views.NamesAsync(_left.Token);

    protected override async Task OnParametersSetAsync()
    {
        if (_asked == (Left, Right, Run))
            return;

        (_asked, _why) = ((Left, Right, Run), null);
        if (Left is not { Length: > 0 } one || Right is not { Length: > 0 } other)
            return;

        _isReading = true;
        try
        {
            _why = await Task.Run(() => FindAsync(one, other), _left.Token);
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            // Nobody looks any more.
        }
        finally
        {
            _isReading = false;
        }
    }

    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    /// <exception cref="RefusedException">There is no such sweep.</exception>
    private async Task<IReadOnlyList<Recomputation>> FindAsync(string one, string other)
    {
        if (LineageReader.IsKey(one) || LineageReader.IsKey(other))
            return [await Desk.OfKeysAsync(one, other, _left.Token)];

        await Views.RecordAsync(one, _left.Token);
        await Views.RecordAsync(other, _left.Token);
        return await Desk.OfSweepsAsync(one, other, Run is { Length: > 0 } ? Run : null, _left.Token);
    }

    private static string Runs(IReadOnlyList<string> runs) =>
        runs.Count <= MostRuns ? string.Join(", ", runs) : $"{string.Join(", ", runs.Take(MostRuns))} and {runs.Count - MostRuns} more runs";

    private static string Stage(StageDifference difference)
    {
        var name = LineageWords.NameOf(difference.Stage);
        return char.ToUpperInvariant(name[0]) + name[1..] + difference.Questions.Count switch
        {
            0 => "",
            > MostRuns => $": {difference.Questions.Count} cells",
            _ => $": {string.Join(", ", difference.Questions)}",
        };
    }
}
