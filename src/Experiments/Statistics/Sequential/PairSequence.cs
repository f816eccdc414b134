namespace EmergentMisalignment.Experiments.Statistics.Sequential;

/// <summary>Two arms that are compared, on their way from look to look.</summary>
internal sealed class PairSequence(ArmSequence treated, ArmSequence control, double margin)
{
    public bool IsOpen => Verdict == PairVerdict.Open;

    /// <summary>Both intervals cover together, so what they leave of the difference does.</summary>
    private PairVerdict Verdict => Of(treated.Low - control.High, treated.High - control.Low);

    public bool Concerns(ArmSequence arm) => arm == treated || arm == control;

    /// <summary>
    /// The side whose samples tell most, the wider one; null where nothing is to be told, or none can be had. Where one side has had its ceiling, the other gets
    /// more only if its rate, known exactly and as it seems now, would decide.
    /// </summary>
    public ArmSequence? Wider() => (IsOpen, treated.CanGrow, control.CanGrow) switch
    {
        (true, true, true) => treated.Width >= control.Width ? treated : control,
        (true, true, false) when Of(treated.Estimate - control.High, treated.Estimate - control.Low) != PairVerdict.Open => treated,
        (true, false, true) when Of(treated.Low - control.Estimate, treated.High - control.Estimate) != PairVerdict.Open => control,
        _ => null,
    };

    public PairAllotment ToAllotment() => new(treated.Arm, control.Arm, Verdict, treated.Low - control.High, treated.High - control.Low);

    /// <summary>Above and below come first: a small difference can be certain.</summary>
    private PairVerdict Of(double low, double high) =>
        low > 0 ? PairVerdict.Above
        : high < 0 ? PairVerdict.Below
        : low >= -margin && high <= margin ? PairVerdict.Equal
        : PairVerdict.Open;
}
