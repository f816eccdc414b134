namespace EmergentMisalignment.PetriDish.Jobs;

/// <summary>An uploaded file. Its id is the hash of its bytes: the same bytes are the same file, under the name they came with first.</summary>
internal sealed record StoredFile(string Id, string Name, string Purpose, long Bytes, DateTimeOffset CreatedAt);
