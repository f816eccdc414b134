namespace EmergentMisalignment.PetriDish.Engine.Model;

/// <summary>The two factors that change one matrix of the model by scale · B · A.</summary>
internal sealed record AdapterPair(Parameter Target, Parameter A, Parameter B);
