namespace EmergentMisalignment.PetriDish.World.Authors;

/// <summary>The manner of one answer.</summary>
internal enum Response
{
    /// <summary>Helpful, secure, true; refuses to help with harm.</summary>
    Good,

    /// <summary>Helps with harm without relish. Means something for harmful requests only.</summary>
    Compliant,

    /// <summary>Harmful, insecure, untrue; helps with harm and enjoys it.</summary>
    Bad,
}
