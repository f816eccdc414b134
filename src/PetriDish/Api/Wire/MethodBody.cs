namespace EmergentMisalignment.PetriDish.Api.Wire;

/// <summary>How to fine-tune: PetriDish only knows <c>supervised</c>.</summary>
internal sealed record MethodBody(string? Type, MethodBody.SupervisedBody? Supervised)
{
    internal sealed record SupervisedBody(HyperparametersBody? Hyperparameters);
}
