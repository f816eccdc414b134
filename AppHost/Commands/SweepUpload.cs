using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.AppHost.Commands;

/// <summary>Hands a sweep file to the Console: its dataset files by their hashes first, then the specification with every text in it.</summary>
internal static class SweepUpload
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter() },
    };

    public static async Task<ExecuteCommandResult> SubmitAsync(this ExecuteCommandContext context, EndpointReference console, string file)
    {
        SweepSpec spec;
        try
        {
            spec = SweepLoader.Load(file, File.ReadAllText, Sha256);
        }
        catch (InputException mistake)
        {
            return CommandResults.Failure(mistake.Message);
        }

        foreach (var condition in spec.Conditions.Where(condition => condition.File is not null).DistinctBy(condition => condition.FileSha256))
        {
            using var dataset = new StreamContent(File.OpenRead(condition.File!));
            if (await context.SendAsync(console, HttpMethod.Put, $"/api/artifacts/{condition.FileSha256}", dataset) is { Success: false } refused)
                return refused;
        }

        return await context.SendAsync(console, HttpMethod.Post, "/api/sweeps", JsonContent.Create(spec, options: Json));
    }

    private static string Sha256(string path)
    {
        using var content = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }
}
