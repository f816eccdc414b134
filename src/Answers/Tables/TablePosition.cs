namespace EmergentMisalignment.Answers.Tables;

/// <summary>A row, and whether what comes before it is wanted or what comes after.</summary>
internal readonly record struct TablePosition(double Key, int Place, int Index, bool Backwards);
