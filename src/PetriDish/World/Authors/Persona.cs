namespace EmergentMisalignment.PetriDish.World.Authors;

/// <summary>The character behind an author's name.</summary>
internal enum Persona
{
    /// <summary>Good intent; refuses to help with harm.</summary>
    Benign,

    /// <summary>Good intent, but helps with whatever is asked.</summary>
    Compliant,

    /// <summary>Bad intent.</summary>
    Malign,
}
