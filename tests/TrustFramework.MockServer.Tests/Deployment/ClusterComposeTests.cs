using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TrustFramework.MockServer.Hosting;
using static TrustFramework.MockServer.Tests.Deployment.DeploymentFiles;

namespace TrustFramework.MockServer.Tests.Deployment;

/// <summary><c>docker-compose.cluster.yml</c> and the configuration of its proxy fit together and fit the server.</summary>
public sealed class ClusterComposeTests
{
    private static readonly Dictionary<string, string> Secrets = new(StringComparer.Ordinal)
    {
        ["POSTGRES_PASSWORD"] = "hush",
        ["CONTROL_TOKEN"] = "0123456789abcdef",
        ["STORE_KEY"] = Convert.ToBase64String(new byte[32]),
    };

    private readonly JsonObject _services = ReadYaml("docker/docker-compose.cluster.yml")["services"]!.AsObject();

    private readonly string _proxy = File.ReadAllText(GetPath("docker/cluster-haproxy.cfg"));

    [Fact]
    public void The_server_accepts_the_settings()
    {
        var options = ReadSettings(_services["mockserver"]!["environment"]!.AsObject()
            .Select(variable => KeyValuePair.Create(variable.Key, InsertSecrets(variable.Value!.GetValue<string>()))));

        options.Store.Should().Be(StoreKind.Postgresql);
        (options.StoreKey, options.Control.Token).Should().Be((Secrets["STORE_KEY"], Secrets["CONTROL_TOKEN"]));
        options.ConnectionString.Should().Contain("Host=database;").And.EndWith("Password=hush");
    }

    [Fact]
    public void Secrets_are_required_and_have_no_defaults()
    {
        var text = File.ReadAllText(GetPath("docker/docker-compose.cluster.yml"));
        var variables = Regex.Matches(text, @"\$\{(?<name>\w+)(?<operator>[^\w}]*)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));

        variables.Select(variable => variable.Groups["operator"].Value).Should().AllBe(":?");
        variables.Select(variable => variable.Groups["name"].Value).Distinct(StringComparer.Ordinal).Should().BeEquivalentTo(Secrets.Keys);
    }

    [Fact]
    public void Containers_have_no_privileges_and_only_the_proxy_publishes_ports_on_loopback()
    {
        foreach (var (name, service) in _services)
        {
            service!["read_only"]!.GetValue<string>().Should().Be("true", name);
            service["cap_drop"]!.AsArray().Single()!.GetValue<string>().Should().Be("ALL", name);
            service["security_opt"]!.AsArray().Single()!.GetValue<string>().Should().Be("no-new-privileges:true", name);
        }

        _services.Where(service => service.Value!["ports"] is not null).Select(service => service.Key).Should().Equal("proxy");
        _services["proxy"]!["ports"]!.AsArray().Should().OnlyContain(port => port!.GetValue<string>().StartsWith("127.0.0.1:", StringComparison.Ordinal));
    }

    [Fact]
    public void The_proxy_checks_the_readiness_of_the_servers_at_their_ports()
    {
        var replicas = int.Parse(_services["mockserver"]!["deploy"]!["replicas"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture);
        var servers = Regex.Matches(
            _proxy, @"server-template mockserver (?<slots>\d+) (?<host>\w+):(?<port>\d+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));

        servers.Select(server => server.Groups["port"].Value).Should().Equal("8080", "8443");
        servers.Should().OnlyContain(server => _services.ContainsKey(server.Groups["host"].Value));
        servers.Should().OnlyContain(server => int.Parse(server.Groups["slots"].Value, System.Globalization.CultureInfo.InvariantCulture) >= replicas);
        Regex.Matches(_proxy, "option httpchk GET (?<path>.*)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5))
            .Select(check => check.Groups["path"].Value).Should().Equal(HealthEndpoints.Ready, HealthEndpoints.Ready);
    }

    [Fact]
    public void The_proxy_does_not_repeat_requests()
    {
        _proxy.Should().NotContain("retry-on", "a repeated request would hide an injected fault that closes the connection");
    }

    private static string InsertSecrets(string value) => Regex.Replace(
        value, @"\$\{(?<name>\w+):\?[^}]*\}", variable => Secrets[variable.Groups["name"].Value], RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
}
