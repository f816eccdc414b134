using EmergentMisalignment.PetriDish.Jobs;

namespace EmergentMisalignment.PetriDish.Api.Wire;

internal sealed record FileBody(string Id, long Bytes, long CreatedAt, string Filename, string Purpose)
{
    public string Object { get; } = "file";

    public string Status { get; } = "processed";

    public static FileBody Of(StoredFile file) => new(file.Id, file.Bytes, file.CreatedAt.ToUnixTimeSeconds(), file.Name, file.Purpose);
}
