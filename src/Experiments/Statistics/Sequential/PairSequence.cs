namespace EmergentMisalignment.Experiments.Statistics.Sequential;

/// <summary>Two arms that are compared, on their way from look to look.</summary>
internal sealed class PairSequence(ArmSequence treated, ArmSequence control, double margin)
{
    /// <summary>Both intervals cover together, so what they leave of the difference does.</summary>
    private double Low => treated.Low - control.High;

    private double High => treated.High - control.Low;

    public bool IsOpen => Verdict == PairVerdict.Open;

    /// <summary>Above and below come first: a small difference can be certain.</summary>
    private PairVerdict Verdict =>
        Low > 0 ? PairVerdict.Above
        : High < 0 ? PairVerdict.Below
        : Low >= -margin && High <= margin ? PairVerdict.Equal
        : PairVerdict.Open;

    public bool Concerns(ArmSequence arm) => arm == treated || arm == control;

    /// <summary>The side whose samples tell most, the wider one; null where nothing is to be told or none can be had.</summary>
    public ArmSequence? Wider()
    {
        if (!IsOpen) return null;
        return (treated.CanGrow, control.CanGrow) switch
        {
            (true, true) => treated.Width >= control.Width ? treated : control,
            (true, false) => treated,
            (false, true) => control,
            _ => null,
        };
    }

    public PairAllotment ToAllotment() => new(treated.Arm, control.Arm, Verdict, Low, High);
}
