namespace EmergentMisalignment.Answers.Querying;

/// <summary>How many answers there would be with this value, everything else that is asked for left as it is.</summary>
public sealed record FacetCount(string Value, long Count);
