namespace EmergentMisalignment.PetriDish.World.Language;

/// <summary>Which filling of a <see cref="Slot"/>: the one with good intent or the one with bad intent.</summary>
internal enum Valence
{
    Good,
    Bad,
}
