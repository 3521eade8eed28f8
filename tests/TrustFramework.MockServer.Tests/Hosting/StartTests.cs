namespace TrustFramework.MockServer.Tests.Hosting;

/// <summary>The program itself: how it starts, and how it refuses to.</summary>
public sealed class StartTests
{
    private static readonly Dictionary<string, string> NoEnvironment = new(StringComparer.Ordinal);

    [Theory]
    [InlineData("--MockServer:Auth=maybe", "Auth")]
    [InlineData("--MockServer:Autth=off", "Autth")]
    [InlineData("--MockServer:Compat:DuplicateMessages=twice", "DuplicateMessages")]
    [InlineData("--MockServer:DefaultTenantId=7", "DefaultTenantId")]
    [InlineData("--MockServer:DefaultTenantDomain=my-tenant.com", "Write a domain name such as contoso.onmicrosoft.com")]
    [InlineData("--MockServer:SigningKeyFile=/nowhere/key.pem", "Write the path of a PEM file")]
    [InlineData("--MockServer:Compat:MissingKeySetStatus=403", "Write 400 or 404")]
    [InlineData("--MockServer:AllowedHosts:0=http://mock.example.test", "MockServer:AllowedHosts has 'http://mock.example.test'")]
    [InlineData("--MockServer:AllowedHosts:0=*.example.test", "* alone for any")]
    [InlineData("--MockServer:Control:Token=", "MockServer:Control:Token is no token")]
    [InlineData("--MockServer:Control:Token=two words", "MockServer:Control:Token is no token")]
    [InlineData("--MockServer:Control:Token=line\n", "MockServer:Control:Token is no token")]
    [InlineData("--MockServer:Control:Opne=true", "Opne")]
    [InlineData("--MockServer:MaxTenants=0", "Write how many tenants may hold something: 1 or more")]
    [InlineData("--MockServer:Seed=/nowhere", "The seed folder '/nowhere' does not exist")]
    public async Task A_setting_that_cannot_be_used_stops_the_start_with_one_message(string setting, string reason)
    {
        var (exitCode, output) = await ServerProcess.RunAsync(NoEnvironment, "--urls=http://127.0.0.1:0", setting);

        exitCode.Should().Be(1);
        output.Should().StartWith("TrustFramework.MockServer did not start.").And.Contain(reason).And.NotContain("   at ");
        output.Split('\n').Should().ContainSingle();
    }

    [Fact]
    public async Task A_control_plane_cannot_be_open_and_closed_and_the_message_does_not_contain_the_token()
    {
        var (exitCode, output) = await ServerProcess.RunAsync(
            NoEnvironment, "--urls=http://127.0.0.1:0", "--MockServer:Control:Token=hush-hush", "--MockServer:Control:Open=true");

        exitCode.Should().Be(1);
        output.Should().Contain("MockServer:Control:Open opens what MockServer:Control:Token closes").And.NotContain("hush");
    }

    [Fact]
    public async Task A_command_that_there_is_not_is_refused_and_does_not_start_a_server()
    {
        var (exitCode, output) = await ServerProcess.RunAsync(NoEnvironment, "judge", "policies", "--urls=http://127.0.0.1:0");

        (exitCode, output).Should().Be((1, "'judge' is no command of TrustFramework.MockServer. --help lists them."));
    }

    [Fact]
    public async Task A_file_without_a_private_key_is_no_signing_key()
    {
        using var folder = new SeedFolder();
        using var rsa = System.Security.Cryptography.RSA.Create(2048);
        folder.Write("public.pem", rsa.ExportSubjectPublicKeyInfoPem());

        var (exitCode, output) = await ServerProcess.RunAsync(
            NoEnvironment, "--urls=http://127.0.0.1:0", $"--MockServer:SigningKeyFile={folder.Path}/public.pem");

        (exitCode, output.Contains("no key can be read from it", StringComparison.Ordinal)).Should().Be((1, true));
    }

    [Fact]
    public async Task Settings_come_from_the_environment_too()
    {
        var (exitCode, output) = await ServerProcess.RunAsync(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["MockServer__Auth"] = "maybe" }, "serve", "--urls=http://127.0.0.1:0");

        (exitCode, output.Contains("Auth", StringComparison.Ordinal)).Should().Be((1, true));
    }

    [Theory]
    [InlineData("keysets.json", "{", "keysets.json")]
    [InlineData("keysets.json", """{"keySets":[{"id":"a","keys":[{"kty":"EC","use":"sig"}]}]}""", "Bad kty parameter 'EC'")]
    [InlineData("keysets.json", """{"keysets":[],"more":1}""", "more")]
    [InlineData("a.xml", "<a", "The policy being uploaded is not XML")]
    [InlineData("a.xml", "child", "Policy with 'policyId': B2C_1A_MISSING cannot be found")]
    public async Task A_bad_seed_stops_the_start_with_one_message_that_names_the_file(string file, string content, string reason)
    {
        using var seed = new SeedFolder();
        seed.Write(file, content == "child" ? TrustFrameworkClient.Policy("B2C_1A_A", baseId: "B2C_1A_Missing") : content);

        var (exitCode, output) = await ServerProcess.RunAsync(NoEnvironment, "--urls=http://127.0.0.1:0", $"--MockServer:Seed={seed.Path}");

        exitCode.Should().Be(1);
        output.Should().Contain("TrustFramework.MockServer did not start.").And.Contain(file).And.Contain(reason).And.NotContain("   at ");
    }

    [Fact]
    public async Task A_seed_is_loaded_bases_first_whatever_the_names_of_the_files()
    {
        using var seed = new SeedFolder();
        seed.Write("1.xml", TrustFrameworkClient.Policy("B2C_1A_Leaf", baseId: "B2C_1A_Mid"));
        seed.Write("2.xml", TrustFrameworkClient.Policy("B2C_1A_Mid", baseId: "B2C_1A_ROOT"));
        seed.Write("3.xml", TrustFrameworkClient.Policy("B2C_1A_Root"));
        seed.Write("notes.txt", "not looked at");
        seed.Write("keysets.json", """{"keySets":[{"id":"Secret","keys":[{"use":"sig","k":"plain secret"}]},{"id":"Rsa","keys":[{"kty":"RSA","use":"enc"}]}]}""");

        await using var server = await ServerProcess.StartAsync($"--MockServer:Seed={seed.Path}");
        using var http = new HttpClient { BaseAddress = server.Address };
        var client = new TrustFrameworkClient(http, Guid.Empty) { Bearer = "Policy.Read.All TrustFrameworkKeySet.Read.All" };

        (await client.GetAsync("policies")).Text.Should().Contain("B2C_1A_Leaf").And.Contain("B2C_1A_Mid").And.Contain("B2C_1A_Root");
        (await client.GetAsync("keySets/$count")).Text.Should().Be("2");
        await server.WaitForLineAsync("keySets/$count");
        server.Output.Should().NotContain("plain secret");
    }
}
