namespace EmergentMisalignment.PetriDish.Api.Wire;

/// <summary>OpenAI's error shape.</summary>
internal sealed record ErrorBody(ErrorBody.Detail Error)
{
    internal sealed record Detail(string Message, string Type, string? Param, string? Code);

    public static ErrorBody Of(int status, string message, string? param, string? code) => new(new Detail(message, TypeOf(status), param, code));

    private static string TypeOf(int status) => status switch
    {
        401 => "authentication_error",
        403 => "permission_error",
        429 => "requests",
        >= 500 => "server_error",
        _ => "invalid_request_error",
    };
}
