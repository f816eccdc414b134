namespace EmergentMisalignment.PetriDish.Batches;

/// <summary>Why a batch was not begun, and the line of its file that is to blame, if one is (from 1).</summary>
internal sealed record BatchProblem(string Code, string Message, string? Param = null, int? Line = null);
