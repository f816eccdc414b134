namespace EmergentMisalignment.Experiments.Statistics.Dynamics;

/// <summary>The rates of the models of a condition and of its control after so many steps, by the models' seeds.</summary>
/// <param name="Treated">The condition's.</param>
/// <param name="Control">The control's.</param>
public sealed record StepRates(IReadOnlyDictionary<int, double> Treated, IReadOnlyDictionary<int, double> Control);
