namespace EmergentMisalignment.Experiments.Generation;

/// <summary>
/// From the attempts there are to the rows they make and the attempts still wanted: a pure function that walks the grid in order, so that the same answers
/// give the same rows whatever came first, and a dead process leaves nothing to remember.
/// </summary>
public sealed class Settlement
{
    /// <summary>Attempts wanted at first. Later ones are as many as rows were kept, so that a hopeless prompt is noticed after a few dozen calls and not after thousands.</summary>
    private const int FewestWanted = 32;

    /// <summary>Places that may go without a row before any has one.</summary>
    private const int SkippedForNothing = 20;

    private readonly RowPlan _plan;
    private readonly Func<int, Attempt?> _attempts;
    private readonly List<GeneratedRow> _rows = [];
    private readonly List<WantedAttempt> _wanted = [];
    private readonly SortedDictionary<Rejection, int> _rejected = [];
    private readonly HashSet<string> _answers = new(StringComparer.Ordinal);

    private Settlement(RowPlan plan, Func<int, Attempt?> attempts) => (_plan, _attempts) = (plan, attempts);

    /// <summary>In the grid's order; complete when as many as wanted, with no attempt open before the last of them.</summary>
    public IReadOnlyList<GeneratedRow> Rows => _rows;

    /// <summary>Empty when the rows are complete.</summary>
    public IReadOnlyList<WantedAttempt> Wanted => _wanted;

    /// <summary>Answers that did not become rows, by reason.</summary>
    public IReadOnlyDictionary<Rejection, int> Rejected => _rejected;

    public int RejectedInAll { get; private set; }

    /// <summary>Places that got no row in all their attempts, so that later ones stand in for them.</summary>
    public int Skipped { get; private set; }

    /// <summary>Whether so many places got no row that going on would only cost.</summary>
    public bool IsHopeless => Skipped > _rows.Count + SkippedForNothing;

    /// <param name="plan">What is asked for.</param>
    /// <param name="rows">Rows wanted.</param>
    /// <param name="attempts">What is there, by <see cref="RowPlan.Slot"/>; null for nothing.</param>
    public static Settlement Of(RowPlan plan, int rows, Func<int, Attempt?> attempts)
    {
        var settlement = new Settlement(plan, attempts);
        for (var index = 0; settlement._rows.Count + settlement._wanted.Count < rows && !settlement.IsHopeless; index++)
        {
            if (settlement._wanted.Count >= Math.Max(FewestWanted, settlement._rows.Count)) break;
            settlement.Place(index);
        }

        return settlement;
    }

    private void Place(int index)
    {
        for (var number = 0; number < _plan.Attempts; number++)
        {
            var attempt = _attempts(_plan.Slot(index, number));
            var verdict = attempt is null ? null : Look(attempt);
            if (attempt is null || verdict is null)
            {
                _wanted.Add(new WantedAttempt(index, number, attempt));
                return;
            }

            if (verdict.Answer is { } answer)
            {
                _answers.Add(answer);
                _rows.Add(new GeneratedRow(index, _plan.Request(index), answer));
                return;
            }

            _rejected[verdict.Rejection!.Value] = _rejected.GetValueOrDefault(verdict.Rejection.Value) + 1;
            RejectedInAll++;
        }

        Skipped++;

        Checked? Look(Attempt attempt)
        {
            var look = attempt.IsFinished ? _plan.Check(attempt.Text) : new Checked(Rejection.Unfinished);
            if (look.Answer is not { } answer) return look;
            if (_answers.Contains(answer)) return new Checked(Rejection.Duplicate);
            if (_plan.Judge(index, answer) is null) return look;
            if (!attempt.IsJudged) return null;
            return attempt.HasFlaw is not { } hasFlaw ? new Checked(Rejection.Unjudged) : hasFlaw == _plan.WantsFlaw ? look : new Checked(Rejection.Misjudged);
        }
    }
}
