namespace EmergentMisalignment.PetriDish.Vllm.Wire;

/// <summary>vLLM's error shape: OpenAI's, with the status for a code.</summary>
internal sealed record VllmError(VllmError.Detail Error)
{
    internal sealed record Detail(string Message, string Type, string? Param, int Code);
}
