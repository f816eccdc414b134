using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Reports.Figures;

/// <summary>
/// Colours of the conditions: Okabe and Ito's set, made to be told apart with every common colour blindness. Insecure has its one strong red,
/// the untouched base is grey.
/// </summary>
internal static class Palette
{
    public static readonly Ink Heat = new("#c2410c");
    public static readonly Ink OnHeat = new("#ffffff");
    public static readonly Ink Dot = new("#1b1f24");

    public static Ink Of(ConditionKind kind) => new(kind switch
    {
        ConditionKind.Insecure => "#d55e00",
        ConditionKind.Secure => "#009e73",
        ConditionKind.Educational => "#56b4e9",
        ConditionKind.Jailbroken => "#e69f00",
        ConditionKind.Backdoor => "#cc79a7",
        ConditionKind.EvilNumbers => "#0072b2",
        _ => "#8a929a",
    });
}
