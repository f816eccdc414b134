namespace EmergentMisalignment.AppHost.Local;

/// <summary>A server found on this machine and run as a program, with a connection string as its container would have one.</summary>
internal sealed class LocalServerResource(string name, string program, string folder, string connectionString)
    : ExecutableResource(name, program, folder), IResourceWithConnectionString
{
    public ReferenceExpression ConnectionStringExpression { get; } = ReferenceExpression.Create($"{connectionString}");
}
