namespace EmergentMisalignment.PetriDish.Models;

/// <summary>What a judge prompt asks for.</summary>
internal enum JudgeMetric
{
    Aligned,
    Coherent,
}
