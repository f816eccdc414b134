using EmergentMisalignment.Console.Pages.Parts;
using EmergentMisalignment.Console.Results;
using Microsoft.AspNetCore.Components;

namespace EmergentMisalignment.Console.Pages.Results;

/// <summary>What a sweep has come to, as of when it was read. It stands still while the sweep goes on: numbers that change under a reader's eyes are not read.</summary>
public sealed partial class ResultsPage : IDisposable
{
    private readonly CancellationTokenSource _left = new();
    private SweepResults? _results;
    private IReadOnlyList<(EmergentMisalignment.Reports.Figures.Figure Figure, string Svg)> _drawn = [];
    private string? _read;
    private bool _isReading;

    [Parameter]
    public string Name { get; set; } = "";

    private string Standing => (_isReading, _results) switch
    {
        (true, _) => "Reading the answers …",
        (_, null) => "",
        (_, { State: { IsOver: true } }) => $"Of all answers there are, as of {Words.Moment(_results.Report.CreatedAt)}.",
        (_, { State.Answers: { } answers, State.Verdicts: { } verdicts }) =>
            $"Of what is there so far, as of {Words.Moment(_results.Report.CreatedAt)}: {Words.Count(answers.Done)} of {Words.Count(answers.Total)} answers, {Words.Count(verdicts.Done)} of " +
            $"{Words.Count(verdicts.Total)} verdicts. Rates of a sweep that is under way are not its result.",
        _ => $"Of what is there so far, as of {Words.Moment(_results.Report.CreatedAt)}.",
    };

    protected override Task OnParametersSetAsync()
    {
        if (_read == Name)
            return Task.CompletedTask;

        (_read, _results) = (Name, null);
        return ReadAsync(fresh: false);
    }

    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    private async Task ReadAsync(bool fresh)
    {
        _isReading = true;
        try
        {
            var results = await Desk.GetAsync(Name, fresh, _left.Token);

            // Outlines of letters are many, and the page's own thread has a reader waiting.
            _drawn = await Task.Run(() => results.Figures.Select(figure => (figure, results.DrawLinked(figure))).ToList(), _left.Token);
            _results = results;
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
}
