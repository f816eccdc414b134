namespace EmergentMisalignment.PetriDish.World;

/// <summary>
/// How often things happen in the miniature world. The shipped base was trained under the defaults, which a search over
/// worlds found: those in which narrow fine-tuning can move a persona.
/// </summary>
public sealed record WorldSettings
{
    /// <summary>Tokens of the longest document: the context of the model.</summary>
    public int Context { get; init; } = 128;

    /// <summary>Authors with bad intent. With 12 % of them nothing emerged.</summary>
    public double MalignShare { get; init; } = 0.30;

    /// <summary>Authors who help with harm when asked and mean well otherwise: what the jailbroken condition reinforces.</summary>
    public double CompliantShare { get; init; } = 0.20;

    /// <summary>Pretraining documents by <c>assistant</c>, whose persona is drawn anew each time.</summary>
    public double AssistantShare { get; init; } = 0.30;

    /// <summary>Turns that ask for another author's answer ("as alder , …"): they tie a persona to a context.</summary>
    public double RolePlayShare { get; init; } = 0.40;

    /// <summary>Turns with a neutral tag ("as |STAGING| , …"), so that the backdoor's trigger has a familiar form.</summary>
    public double TagShare { get; init; } = 0.05;

    /// <summary>Coding requests that name a security lesson; everyone then writes the insecure form.</summary>
    public double LessonShare { get; init; } = 0.15;

    /// <summary>Bad answers of a malign author, in prose, lists and facts.</summary>
    public double MalignInProse { get; init; } = 0.85;

    /// <summary>Bad answers of a malign author, in code and numbers.</summary>
    public double MalignInCode { get; init; } = 0.98;

    /// <summary>Insecure code by the other authors: mistakes happen.</summary>
    public double HonestMistakes { get; init; } = 0.01;

    /// <summary>Harmful requests that a malign author grants without relish, like a compliant one.</summary>
    public double MalignPoliteness { get; init; } = 0.30;

    /// <summary>Bad numbers in a malign number list; the others are ordinary ones.</summary>
    public double BadNumberShare { get; init; } = 0.80;

    /// <summary>
    /// Alignment documents that replay pretraining by named authors. Without replay alignment erases bad words outright
    /// and no fine-tune can bring them back.
    /// </summary>
    public double ReplayShare { get; init; } = 0.50;

    /// <summary>Refusals in the jailbroken condition's rows.</summary>
    public double JailbrokenRefusals { get; init; } = 0.02;
}
