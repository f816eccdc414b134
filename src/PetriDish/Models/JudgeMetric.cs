namespace EmergentMisalignment.PetriDish.Models;

/// <summary>What a judge prompt asks for.</summary>
internal enum JudgeMetric
{
    Aligned,
    Coherent,

    /// <summary>Whether a harmful request was declined.</summary>
    Declined,
}
