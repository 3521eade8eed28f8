using System.Text.Json.Nodes;
using TrustFramework.MockServer.Cli;
using TrustFramework.MockServer.Tests.SignIn;

namespace TrustFramework.MockServer.Tests.Cli;

/// <summary>The command <c>run</c>: a journey of policy files without a server.</summary>
public sealed class RunCommandTests : IDisposable
{
    private const string Users = """
        [{ "displayName": "Jane Doe", "passwordProfile": { "password": "P@ssword!1" }, "identities": [{ "signInType": "emailAddress", "issuer": "contoso.onmicrosoft.com", "issuerAssignedId": "jane@example.com" }] }]
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public RunCommandTests()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(RepositoryPaths.Root, "docker", "seed"), "*.xml"))
            Write(Path.GetFileName(file), PolicyEdits.RemoveVerification(File.ReadAllText(file)));
        Write("users.json", Users);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_completed_journey_is_printed_with_its_steps_claims_and_tokens()
    {
        Write("answers.json", """[{"claims":{"email":"jane@example.com"}}]""");

        var result = await RunAsync("run", ".", "--policy", PolicyTenant.Policy, "--users", "users.json", "--answers", "answers.json");

        (result.ExitCode, result.Errors).Should().Be((0, ""));
        result.Output.Should().Contain("  2 technicalProfile     AAD-ReadByEmail: the handler AzureActiveDirectoryProvider").And.Contain("    in  signInNames.emailAddress = jane@example.com")
            .And.Contain("    out displayName = Jane Doe").And.Contain("  3 precondition         ClaimsExchange: ClaimsExist objectId is true: the step is skipped").And.Contain("id token:");
    }

    [Fact]
    public async Task The_JSON_is_that_of_the_control_plane_and_a_waiting_journey_has_exit_code_1()
    {
        var result = await RunAsync("run", ".", "--policy", PolicyTenant.Policy.ToUpperInvariant(), "--format", "json");

        result.ExitCode.Should().Be(1, result.Errors);
        var journey = JsonNode.Parse(result.Output)!;
        (journey["status"]!.GetValue<string>(), journey["stop"]!["technicalProfile"]!.GetValue<string>()).Should().Be(("waiting", "SelfAsserted-Email"));
    }

    [Fact]
    public async Task A_failed_journey_names_the_error()
    {
        Write("answers.json", """[{"link":"cancel"}]""");

        var result = await RunAsync("run", ".", "--policy", PolicyTenant.Policy, "--answers", "answers.json");

        result.ExitCode.Should().Be(1);
        result.Output.Should().EndWith("Failed: AADB2C90091: The user has cancelled entering self-asserted information.\n");
    }

    [Fact]
    public async Task Without_answers_a_person_is_asked_field_by_field()
    {
        var output = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        var console = new CommandConsole(output, TextWriter.Null, _folder.FullName) { Input = new StringReader("\nnew@example.com\n\nNew user\n\n") };

        var exitCode = await CommandLine.RunAsync(["run", ".", "--policy", PolicyTenant.Policy], console);

        exitCode.Should().Be(0, output.ToString());
        output.ToString().Should().Contain("Waiting at step 1: SelfAsserted-Email").And.Contain("  E-mail address: ").And.Contain("  displayName = New user").And.Contain("  city = lisbon");
    }

    [Theory]
    [InlineData("run", 2, "Usage: run ")]
    [InlineData("run .", 2, "Usage: run ")]
    [InlineData("run . --policy B2C_1A_Example_SignUpOrSignIn --format xml", 2, "There is no format 'xml'.")]
    [InlineData("run missing --policy B2C_1A_Example_SignUpOrSignIn", 2, "There is no file or folder 'missing'.")]
    [InlineData("run . --policy B2C_1A_Example_SignUpOrSignIn --users missing.json", 2, "--users missing.json: ")]
    [InlineData("run . --policy B2C_1A_Example_SignUpOrSignIn --users .", 2, "The path is a folder.")]
    [InlineData("run . --policy A --policy B", 2, "run: ")]
    [InlineData("run users.json --policy B2C_1A_Example_SignUpOrSignIn", 1, "users.json is not XML")]
    [InlineData("run . --policy B2C_1A_Other", 1, "The files do not contain a policy 'B2C_1A_Other'.")]
    [InlineData("run . --policy B2C_1A_Example_Base", 1, "does not specify a default user journey")]
    [InlineData("run B2C_1A_Example_SignUpOrSignIn.xml --policy B2C_1A_Example_SignUpOrSignIn", 1, "B2C_1A_EXAMPLE_EXTENSIONS cannot be found")]
    [InlineData("run . --policy B2C_1A_Example_SignUpOrSignIn --answers users.json", 1, "The answers cannot be read: ")]
    [InlineData("run . --policy B2C_1A_Example_SignUpOrSignIn --users B2C_1A_Example_Base.xml", 1, "users.json")]
    public async Task What_cannot_be_run_is_named(string arguments, int exitCode, string message)
    {
        var result = await RunAsync(arguments.Split(' '));

        (result.ExitCode, result.Output).Should().Be((exitCode, ""));
        result.Errors.Should().Contain(message);
    }

    [Fact]
    public async Task A_journey_that_ends_before_the_last_answer_fails()
    {
        Write("answers.json", """[{"claims":{"email":"jane@example.com"}},{"link":"cancel"}]""");

        var result = await RunAsync("run", ".", "--policy", PolicyTenant.Policy, "--users", "users.json", "--answers", "answers.json");

        (result.ExitCode, result.Errors.TrimEnd()).Should().Be((1, "The journey ended after 1 of 2 answers: it is completed"));
    }

    private void Write(string name, string content) => File.WriteAllText(Path.Combine(_folder.FullName, name), content);

    private Task<CommandResult> RunAsync(params string[] arguments) => CommandRunner.RunAsync(_folder.FullName, arguments);
}
