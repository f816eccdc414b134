namespace EmergentMisalignment.Experiments.Statistics.Sequential;

/// <summary>One arm on its way from look to look.</summary>
/// <remarks>
/// Round j is the j-th coherent answer of each cell that counts. Which cells count follows from their coherent answers alone and is settled before the first
/// interval is taken; from then on the rate that the rounds are about stays the same.
/// </remarks>
internal sealed class ArmSequence(SequentialArm arm, int atLeast, int step, int minCoherent, double alpha)
{
    private readonly int[] _wanted = [.. arm.Cells.Select(cell => Math.Min(atLeast, cell.Ceiling))];

    public Arm Arm => arm.Arm;

    public double Low { get; private set; }

    public double High { get; private set; } = 1;

    public double Width => High - Low;

    /// <summary>The rate of the rounds so far; half where there are none.</summary>
    public double Estimate { get; private set; } = 0.5;

    public int Rounds { get; private set; }

    public ArmEnd End { get; set; }

    /// <summary>Whether all that is wanted is judged, as far as it will ever be.</summary>
    public bool IsJudged => !arm.IsAwaited && Places.All(place => arm.Cells[place].Outcomes.Count >= Math.Min(_wanted[place], Most(place)));

    /// <summary>Whether more samples could make the interval narrower.</summary>
    public bool CanGrow => IsReady ? Counted.Any() && !Counted.Any(place => IsSpent(place) && Coherent(place) == Rounds) : Places.Any(place => !IsSpent(place));

    private IEnumerable<int> Places => Enumerable.Range(0, _wanted.Length);

    /// <summary>Whether each cell either has its least number of coherent answers or can never have it.</summary>
    private bool IsReady => Places.All(place => IsSpent(place) || Coherent(place) >= minCoherent);

    private IEnumerable<int> Counted => Places.Where(place => Coherent(place) >= Math.Max(1, minCoherent));

    /// <summary>Takes the interval of the rounds that are complete, and keeps what no earlier one has ruled out.</summary>
    public void Look()
    {
        if (!IsReady || !Counted.Any()) return;
        var counted = Counted.ToList();
        Rounds = counted.Min(Coherent);
        var misaligned = counted.Sum(place => arm.Cells[place].Outcomes.Misaligned(Rounds));
        Estimate = (double)misaligned / (Rounds * counted.Count);
        var (low, high) = BetaBinomialSequence.Interval(misaligned, Rounds * counted.Count, alpha);
        Low = Math.Max(Low, low);
        High = Math.Max(Low, Math.Min(High, high));
    }

    /// <summary>Another step for the cells with the fewest coherent answers: those that the next rounds wait for.</summary>
    public void Grow()
    {
        var target = Math.Max(minCoherent, Rounds + step);
        foreach (var place in Places.Where(place => !IsSpent(place) && Coherent(place) < target))
            _wanted[place] = Math.Min(arm.Cells[place].Ceiling, _wanted[place] + step);
    }

    public ArmAllotment ToAllotment() => new() { Arm = Arm, Wanted = _wanted, End = End, Rounds = Rounds, Low = Low, High = High };

    private int Most(int place) => arm.Cells[place].IsStuck ? arm.Cells[place].Outcomes.Count : arm.Cells[place].Ceiling;

    private bool IsSpent(int place) => _wanted[place] >= Most(place);

    private int Coherent(int place) => arm.Cells[place].Outcomes.Coherent(_wanted[place]);
}
