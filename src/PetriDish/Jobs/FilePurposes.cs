namespace EmergentMisalignment.PetriDish.Jobs;

/// <summary>What uploaded files are for.</summary>
internal static class FilePurposes
{
    public const string FineTune = "fine-tune";

    public const string Batch = "batch";
}
