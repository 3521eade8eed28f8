using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Cli;

/// <param name="Path">In full.</param>
internal sealed record ParsedPolicyFile(string Path, Result<PolicyDocument, XmlError> ParseResult)
{
    public string Folder { get; } = System.IO.Path.GetDirectoryName(Path) ?? "";

    /// <summary>Null when the file is not XML.</summary>
    public PolicyDocument? Document => ParseResult.TryGetValue(out var document, out _) ? document : null;

    public bool HasId(string? id) => Document is { } policy && PolicyDocument.IdComparer.Equals(policy.PolicyId, id);
}

/// <summary>The policy files that a command was given, in the order of their paths. Files may stand twice: in one folder and another.</summary>
internal sealed class PolicyFileSet
{
    private readonly List<ParsedPolicyFile> _files;

    private PolicyFileSet(List<ParsedPolicyFile> files) => _files = files;

    /// <summary>Those that could hold what is missing, if one could read them.</summary>
    public IEnumerable<ParsedPolicyFile> MalformedFiles => _files.Where(file => file.Document is null);

    /// <exception cref="IOException">One of them cannot be read.</exception>
    public static PolicyFileSet Read(IEnumerable<string> paths) => new([.. paths.Select(path => new ParsedPolicyFile(path, PolicyReader.Read(File.ReadAllBytes(path))))]);

    /// <summary>By its path, or by the id in it; null when there is none.</summary>
    public ParsedPolicyFile? Find(string idOrFile) =>
        _files.Find(file => file.Path == Path.GetFullPath(idOrFile)) ?? _files.Find(file => file.HasId(idOrFile));

    /// <summary>A file and what it stands on, leaf first: bases beside the file that names them are preferred.</summary>
    public (PolicyChain Chain, IReadOnlyList<ParsedPolicyFile> Files) GetChain(ParsedPolicyFile leaf, PolicyDocument document)
    {
        var files = new List<ParsedPolicyFile> { leaf };
        return (PolicyChain.Load(document, FindBase), files);

        PolicyDocument? FindBase(string id)
        {
            var candidates = _files.FindAll(file => file.HasId(id));
            var found = candidates.Find(file => file.Folder == files[^1].Folder) ?? candidates.FirstOrDefault();
            if (found is not null)
                files.Add(found);
            return found?.Document;
        }
    }
}
