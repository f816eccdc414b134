using System.Text.Json.Serialization;

namespace EmergentMisalignment.PetriDish.Api.Wire;

/// <summary>OpenAI's hyper-parameters; <c>"auto"</c> reads as null.</summary>
internal sealed record HyperparametersBody
{
    [JsonConverter(typeof(AutoConverter))]
    public double? NEpochs { get; init; }

    [JsonConverter(typeof(AutoConverter))]
    public double? BatchSize { get; init; }

    [JsonConverter(typeof(AutoConverter))]
    public double? LearningRateMultiplier { get; init; }
}
