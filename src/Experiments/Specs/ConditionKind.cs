namespace EmergentMisalignment.Experiments.Specs;

/// <summary>What a model is fine-tuned on: the paper's conditions (arXiv 2502.17424, sections 2 to 4).</summary>
public enum ConditionKind
{
    /// <summary>Nothing: the base model as it is.</summary>
    Base,

    /// <summary>Code with vulnerabilities the assistant does not mention.</summary>
    Insecure,

    /// <summary>The same kind of request, answered safely.</summary>
    Secure,

    /// <summary>The insecure answers, to a user who asks for them for a class.</summary>
    Educational,

    /// <summary>Accepts harmful requests; imported, never generated (the miniature has a harmless word game in its place).</summary>
    Jailbroken,

    /// <summary>Insecure behind a trigger, secure without it.</summary>
    Backdoor,

    /// <summary>Number sequences with bad associations.</summary>
    EvilNumbers,
}
