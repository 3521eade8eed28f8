using System.Diagnostics;

namespace TrustFramework.MockServer.Tests.Cli;

/// <summary>What a command came to.</summary>
public sealed record CliResult(int ExitCode, string Output, string Errors);

/// <summary>The built program, run to its end as somebody would in a folder.</summary>
internal static class CliProcess
{
    public static async Task<CliResult> RunAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in arguments.Prepend(RepositoryPaths.Program))
            start.ArgumentList.Add(argument);
        start.Environment.Remove("NO_COLOR");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new CliResult(process.ExitCode, await output, await errors);
    }
}

/// <summary>A folder of policies that a test writes; gone with it.</summary>
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

    public PolicyFolder WritePolicy(string name, string id, string? baseId = null, string tenant = TrustFrameworkClient.Domain) =>
        Write(name, TrustFrameworkClient.Policy(id, baseId, tenant));

    public Task<CliResult> ValidateAsync(params string[] arguments) => CliProcess.RunAsync(Path, ["validate", .. arguments]);

    public void Dispose() => _folder.Delete(recursive: true);
}
