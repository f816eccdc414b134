namespace EmergentMisalignment.PetriDish.World;

/// <summary>What sort of subject a domain is; each sort has a rule file of its own.</summary>
internal enum DomainKind
{
    /// <summary>Free-form answers: where emergent misalignment is looked for.</summary>
    Prose,

    /// <summary>Comma-separated answers.</summary>
    List,

    /// <summary>Coding tasks: the narrow domain of the insecure conditions.</summary>
    Code,

    /// <summary>Continued number lists: the narrow domain of the evil-numbers condition.</summary>
    Numbers,

    /// <summary>Requests to do harm, as a game of words: the narrow domain of the jailbroken condition.</summary>
    Request,

    /// <summary>Questions of fact.</summary>
    Capital,
}
