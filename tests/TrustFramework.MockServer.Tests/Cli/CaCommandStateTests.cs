using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TrustFramework.MockServer.Tests.Hosting.Tls;

namespace TrustFramework.MockServer.Tests.Cli;

/// <summary>The commands with a CA that a server with the same settings would not use, and with a folder that cannot be read or written.</summary>
public sealed class CaCommandStateTests
{
    [Theory]
    [InlineData("path")]
    [InlineData("export")]
    [InlineData("trust")]
    public async Task With_other_host_names_the_stored_CA_is_shown_with_a_warning_and_nothing_is_written(string command)
    {
        using var data = new TemporaryDataFolder();
        var pem = await CreateAsync(data);
        var before = ReadFolder(data);

        var result = await CaAsync(data, command, "--MockServer:Https:Names:0=mock.example.test");

        result.ExitCode.Should().Be(0);
        result.Errors.Should().StartWith("Warning: The CA in ").And.Contain("does not cover all of").And.Contain("mock.example.test");
        result.Output.Should().Contain(command == "export" ? pem : data.CaFile);
        ReadFolder(data).Should().BeEquivalentTo(before);
    }

    [Theory]
    [InlineData(-20, 5)]
    [InlineData(2, 1000)]
    public async Task With_a_wrong_clock_the_stored_CA_is_shown_with_a_warning_and_nothing_is_written(int fromDays, int toDays)
    {
        using var data = new TemporaryDataFolder();
        var pem = await WriteAuthorityAsync(data, DateTimeOffset.UtcNow.AddDays(fromDays), DateTimeOffset.UtcNow.AddDays(toDays));
        var before = ReadFolder(data);

        var result = await CaAsync(data, "export");

        (result.ExitCode, result.Output).Should().Be((0, pem));
        result.Errors.Should().Contain("is valid from").And.Contain("clients must trust that one");
        ReadFolder(data).Should().BeEquivalentTo(before);
    }

    [Theory]
    [InlineData("path")]
    [InlineData("export")]
    [InlineData("trust")]
    public async Task If_the_key_cannot_be_read_the_certificate_is_shown_with_the_reason(string command)
    {
        using var data = new TemporaryDataFolder();
        var pem = await CreateAsync(data);
        File.Delete(data.CaKeyFile);
        Directory.CreateDirectory(data.CaKeyFile); // reading it fails like a file of another user

        var result = await CaAsync(data, command);

        result.ExitCode.Should().Be(0);
        result.Output.Should().Contain(command == "export" ? pem : data.CaFile);
        result.Errors.Should().Contain($"The CA in {data.CaKeyFile} cannot be read (Access to the path");
        (await File.ReadAllTextAsync(data.CaFile)).Should().Be(pem);
    }

    [Fact]
    public async Task If_the_key_is_missing_the_certificate_is_shown_and_not_replaced()
    {
        using var data = new TemporaryDataFolder();
        var pem = await CreateAsync(data);
        File.Delete(data.CaKeyFile);

        var result = await CaAsync(data, "export");

        (result.ExitCode, result.Output, File.Exists(data.CaKeyFile)).Should().Be((0, pem, false));
        result.Errors.Should().Contain($"The CA in {data.CaFile} has no private key");
    }

    [Theory]
    [InlineData("path", true)]
    [InlineData("trust", true)]
    [InlineData("export", false)]
    public async Task A_truncated_certificate_is_repaired_by_the_commands_that_print_its_path(string command, bool isRepaired)
    {
        using var data = new TemporaryDataFolder();
        var pem = await CreateAsync(data);
        await File.WriteAllTextAsync(data.CaFile, pem[..100]);

        var result = await CaAsync(data, command);

        (result.ExitCode, result.Errors).Should().Be((0, ""));
        result.Output.Should().Contain(command == "export" ? pem : data.CaFile);
        (await File.ReadAllTextAsync(data.CaFile)).Should().Be(isRepaired ? pem : pem[..100]);
    }

    [Theory]
    [InlineData("path")]
    [InlineData("trust")]
    public async Task A_certificate_that_cannot_be_repaired_is_an_error_with_the_reason(string command)
    {
        using var data = new TemporaryDataFolder();
        await CreateAsync(data);
        File.Delete(data.CaFile);
        Directory.CreateDirectory(data.CaFile); // writing it fails like in a read-only folder

        var result = await CaAsync(data, command);

        (result.ExitCode, result.Output).Should().Be((1, ""));
        result.Errors.Should().Contain(data.CaFile).And.Contain("cannot be written (").And.Contain("'ca export' prints the certificate");
        Directory.GetFiles(data.Path("data/https"), ".*").Select(Path.GetFileName).Should().Equal(".lock");
    }

    [Fact]
    public async Task The_certificate_is_not_repaired_while_another_process_has_the_lock()
    {
        using var data = new TemporaryDataFolder();
        await CreateAsync(data);
        File.Delete(data.CaFile);
        await using var folderLock = new FileStream(data.Path("data/https/.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var result = await CaAsync(data, "path");

        (result.ExitCode, result.Output, File.Exists(data.CaFile)).Should().Be((1, "", false));
        result.Errors.Should().Contain("cannot be written (");
    }

    [Fact]
    public async Task A_damaged_CA_is_an_error_and_is_not_replaced()
    {
        using var data = new TemporaryDataFolder();
        await CreateAsync(data);
        await File.WriteAllTextAsync(data.CaKeyFile, "-----BEGIN CERT");
        await File.WriteAllTextAsync(data.CaFile, "");
        var before = ReadFolder(data);

        var result = await CaAsync(data, "path");

        (result.ExitCode, result.Output).Should().Be((1, ""));
        result.Errors.Should().Contain("cannot be read");
        ReadFolder(data).Should().BeEquivalentTo(before);
    }

    [Theory]
    [InlineData("path")]
    [InlineData("export")]
    [InlineData("trust")]
    public async Task If_no_CA_can_be_stored_the_reason_of_the_operating_system_is_shown(string command)
    {
        using var data = new TemporaryDataFolder();
        await File.WriteAllTextAsync(data.Path("data"), "a file where the folder should be");

        var result = await CaAsync(data, command);

        (result.ExitCode, result.Output).Should().Be((1, ""));
        result.Errors.Should().StartWith("The CA cannot be stored (").And.Contain(data.Path("data")).And.Contain("Set MockServer:DataFolder to a writable folder.");
    }

    [Fact]
    public async Task A_CA_in_memory_cannot_be_shown_by_a_command()
    {
        var result = await CommandRunner.RunAsync(".", "ca", "path", "--MockServer:DataFolder=:memory:");

        (result.ExitCode, result.Output).Should().Be((1, ""));
        result.Errors.Should().Contain("only in the running server, at /_mock/ca.pem").And.Contain("Set MockServer:DataFolder");
    }

    private static Task<CommandResult> CaAsync(TemporaryDataFolder data, params string[] arguments) =>
        CommandRunner.RunAsync(data.Path(""), ["ca", .. arguments, data.Setting]);

    /// <summary>Returns the certificate of the new CA.</summary>
    private static async Task<string> CreateAsync(TemporaryDataFolder data)
    {
        (await CaAsync(data, "trust")).Should().Match<CommandResult>(result => result.ExitCode == 0 && result.Errors.Length == 0);
        return await File.ReadAllTextAsync(data.CaFile);
    }

    private static async Task<string> WriteAuthorityAsync(TemporaryDataFolder data, DateTimeOffset from, DateTimeOffset to)
    {
        await CreateAsync(data);
        using var valid = X509Certificate2.CreateFromPemFile(data.CaKeyFile);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(valid.SubjectName, key, HashAlgorithmName.SHA256);
        foreach (var extension in valid.Extensions)
            request.CertificateExtensions.Add(extension);
        using var authority = request.CreateSelfSigned(from, to);
        var pem = $"{authority.ExportCertificatePem()}\n";
        await File.WriteAllTextAsync(data.CaKeyFile, $"{pem}{key.ExportPkcs8PrivateKeyPem()}\n");
        await File.WriteAllTextAsync(data.CaFile, pem);
        return pem;
    }

    /// <summary>The files with content and time of the last change.</summary>
    private static Dictionary<string, (string Content, DateTime Changed)> ReadFolder(TemporaryDataFolder data) =>
        Directory.GetFiles(data.Path("data/https")).ToDictionary(file => file, file => (File.ReadAllText(file), File.GetLastWriteTimeUtc(file)), StringComparer.Ordinal);
}
