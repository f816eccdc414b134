using EmergentMisalignment.ModelClients;
using Microsoft.Extensions.Configuration;

namespace EmergentMisalignment.Cli.Local;

/// <summary>Where commands on this machine have their endpoints from: a file of endpoints, user secrets, the environment.</summary>
internal static class EndpointConfiguration
{
    /// <summary>For <c>dotnet user-secrets set --id emergent-misalignment Endpoints:openai:ApiKey KEY</c>.</summary>
    private const string UserSecrets = "emergent-misalignment";

    public static IConfiguration Read(string? file)
    {
        var builder = new ConfigurationBuilder();
        AddTo(builder, file);
        return builder.Build();
    }

    /// <summary>Each source has the last word over those before it: <c>Endpoints__petri__Url</c> in the environment points a sweep at another server.</summary>
    public static void AddTo(IConfigurationBuilder builder, string? file) =>
        builder.AddEndpointsFile(file).AddUserSecrets(UserSecrets).AddEnvironmentVariables();
}
