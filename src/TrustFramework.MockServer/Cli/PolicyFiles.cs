using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Cli;

/// <param name="Path">In full.</param>
internal sealed record PolicyFile(string Path, PolicyReading Reading)
{
    public string Folder { get; } = System.IO.Path.GetDirectoryName(Path) ?? "";

    public bool IsCalled(string? id) => Reading.Document is { } policy && PolicyDocument.IdComparer.Equals(policy.PolicyId, id);
}

/// <summary>The policy files that a command was given, in the order of their paths. Files may stand twice: in one folder and another.</summary>
internal sealed class PolicyFiles
{
    private readonly List<PolicyFile> _files;

    private PolicyFiles(List<PolicyFile> files) => _files = files;

    /// <summary>Those that could hold what is missing, if one could read them.</summary>
    public IEnumerable<PolicyFile> NotXml => _files.Where(file => file.Reading.Document is null);

    /// <exception cref="IOException">One of them cannot be read.</exception>
    public static PolicyFiles Read(IEnumerable<string> paths) => new([.. paths.Select(path => new PolicyFile(path, PolicyReader.Read(File.ReadAllBytes(path))))]);

    /// <summary>By its path, or by the id in it; null when there is none.</summary>
    public PolicyFile? Find(string idOrFile) =>
        _files.Find(file => file.Path == Path.GetFullPath(idOrFile)) ?? _files.Find(file => file.IsCalled(idOrFile));

    /// <summary>A file and what it stands on, leaf first: bases beside the file that names them are preferred.</summary>
    public (PolicyChain Chain, IReadOnlyList<PolicyFile> Files) ChainOf(PolicyFile leaf, PolicyDocument document)
    {
        var chain = PolicyChain.From(document);
        var files = new List<PolicyFile> { leaf };
        while (chain is { End: ChainEnd.Open, Wanted: { } wanted })
        {
            var called = _files.FindAll(file => file.IsCalled(wanted));
            var found = called.Find(file => file.Folder == files[^1].Folder) ?? called.FirstOrDefault();
            chain = chain.Add(found?.Reading.Document);
            if (found is not null)
                files.Add(found);
        }

        return (chain, files);
    }
}
