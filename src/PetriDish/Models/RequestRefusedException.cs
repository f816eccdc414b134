namespace EmergentMisalignment.PetriDish.Models;

/// <summary>A request that cannot be served: what is wrong and what to do, ready to be shown to its sender in OpenAI's error shape.</summary>
internal sealed class RequestRefusedException(int status, string message, string? parameter, string code) : Exception(message)
{
    public int Status { get; } = status;

    public string? Parameter { get; } = parameter;

    public string Code { get; } = code;

    /// <summary>400: the request itself is wrong.</summary>
    public static RequestRefusedException Invalid(string message, string? parameter, string code = "invalid_value") => new(400, message, parameter, code);

    /// <summary>404: what the request names is not here.</summary>
    public static RequestRefusedException NotFound(string message, string? parameter, string code = "not_found") => new(404, message, parameter, code);

    public static RequestRefusedException UnknownModel(string model) =>
        NotFound($"The model '{model}' does not exist. GET /v1/models lists those that do.", "model", "model_not_found");
}
