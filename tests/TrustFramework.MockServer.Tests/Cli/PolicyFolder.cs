using TrustFramework.MockServer.Tests.Hosting.Tls;

namespace TrustFramework.MockServer.Tests.Cli;

/// <summary>A folder of policies that is deleted with its test.</summary>
internal sealed class PolicyFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public string Path => _folder.FullName;

    public PolicyFolder Write(string name, string content)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return this;
    }

    /// <summary>Writes a policy whose one technical profile names a key set.</summary>
    public PolicyFolder WriteKey(string name, string id, string keySet, string? baseId = null) => Write(name, TrustFrameworkClient.Policy(
        id,
        baseId,
        innerXml: $"""
        <ClaimsProviders><ClaimsProvider><DisplayName>Any</DisplayName><TechnicalProfiles><TechnicalProfile Id="Any-{id}"><DisplayName>Any</DisplayName><Protocol Name="None" />
        <CryptographicKeys><Key Id="k" StorageReferenceId="{keySet}" /></CryptographicKeys></TechnicalProfile></TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        """));

    /// <summary>Writes a policy whose one claims provider has this display name.</summary>
    public PolicyFolder WriteProvider(string name, string id, string provider) => Write(name, TrustFrameworkClient.Policy(
        id,
        innerXml: $"<ClaimsProviders><ClaimsProvider><DisplayName>{provider}</DisplayName>"
            + "<TechnicalProfiles><TechnicalProfile Id=\"Login\"><DisplayName>Login</DisplayName><Protocol Name=\"None\" /></TechnicalProfile></TechnicalProfiles></ClaimsProvider></ClaimsProviders>"));

    public PolicyFolder WritePolicy(string name, string id, string? baseId = null, string tenant = TrustFrameworkClient.Domain) =>
        Write(name, TrustFrameworkClient.Policy(id, baseId, tenant));

    /// <summary>Runs a shell command in the folder, for entries that .NET cannot create.</summary>
    public async Task<PolicyFolder> RunShellAsync(string command)
    {
        var (exitCode, output) = await TemporaryDataFolder.RunProgramAsync("bash", "-euc", "cd \"$1\"; eval \"$2\"", "bash", Path, command);
        exitCode.Should().Be(0, output);
        return this;
    }

    public Task<CommandResult> RunAsync(params string[] arguments) => CommandRunner.RunAsync(Path, arguments);

    public Task<CommandResult> ValidateAsync(params string[] arguments) => RunAsync(["validate", .. arguments]);

    public void Dispose() => _folder.Delete(recursive: true);
}
