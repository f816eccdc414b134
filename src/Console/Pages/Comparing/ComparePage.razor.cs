using EmergentMisalignment.Console.Results;
using EmergentMisalignment.Reports.Comparing;
using EmergentMisalignment.Reports.Figures;
using Microsoft.AspNetCore.Components;

namespace EmergentMisalignment.Console.Pages.Comparing;

/// <summary>Two sweeps side by side: first what keeps their numbers from being compared, then the numbers.</summary>
public sealed partial class ComparePage : IDisposable
{
    private readonly CancellationTokenSource _left = new();
    private IReadOnlyList<string> _sweeps = [];
    private (string? Left, string? Right) _asked;
    private SweepComparison? _comparison;
    private Figure? _figure;
    private string _svg = "";
    private string? _soFar;
    private bool _isReading;

    [SupplyParameterFromQuery]
    public string? Left { get; set; }

    [SupplyParameterFromQuery]
    public string? Right { get; set; }

    protected override async Task OnInitializedAsync() => _sweeps = await Views.NamesAsync(_left.Token);

    protected override async Task OnParametersSetAsync()
    {
        if (_asked == (Left, Right))
            return;

        (_asked, _comparison) = ((Left, Right), null);
        if (Left is not { Length: > 0 } one || Right is not { Length: > 0 } other)
            return;

        _isReading = true;
        try
        {
            var (left, right) = (await Desk.GetAsync(one, fresh: false, _left.Token), await Desk.GetAsync(other, fresh: false, _left.Token));
            var comparison = await Task.Run(() => SweepComparer.Compare(left.Reading, right.Reading), _left.Token);
            _figure = ComparisonFigure.Of(comparison);
            _svg = _figure is null ? "" : await Task.Run(() => _figure.Svg(), _left.Token);
            _comparison = comparison;
            _soFar = SoFar(left, right);
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

    private static string? SoFar(params SweepResults[] sides) =>
        string.Join(" and ", sides.Where(side => !side.State.IsOver).Select(side => side.Report.Sweep)) is { Length: > 0 } names
            ? $"Under way, and read of what is there so far: {names}."
            : null;
}
