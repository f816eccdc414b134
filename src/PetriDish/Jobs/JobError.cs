namespace EmergentMisalignment.PetriDish.Jobs;

/// <summary>Why a job failed, and the field of its request that is to blame, if one is.</summary>
internal sealed record JobError(string Code, string Message, string? Param);
