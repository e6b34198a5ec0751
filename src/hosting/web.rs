//! What a web host answers. Only the host that was named is ever asked.

use std::collections::BTreeMap;
use std::time::Duration;

use ureq::Agent;
use ureq::http::Uri;

use super::check::{Reply, WITHOUT_SLASH};

/// How often a host may send on before it goes in circles.
const LONGEST_WAY: usize = 5;
/// No file of a site comes near it.
const LARGEST_FILE: u64 = 256 * 1024 * 1024;

/// A site on the web.
pub struct Web {
    agent: Agent,
    /// With a slash at its end.
    base: String,
    scheme: String,
    authority: String,
}

impl Web {
    /// The site at `base`, such as `https://example.org/lessons/`.
    ///
    /// # Errors
    ///
    /// A sentence when it is no such address.
    pub fn new(base: &str) -> Result<Self, String> {
        let base = format!("{}/", base.trim_end_matches('/'));
        let not_one = || format!("`{base}` is no address such as https://example.org/lessons/");
        let uri: Uri = base.parse().map_err(|_| not_one())?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err(not_one());
        };
        let is_here = ["localhost", "127.0.0.1", "[::1]"].contains(&authority.host());
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(Duration::from_secs(60)))
            .timeout_connect(Some(Duration::from_secs(10)))
            .accept_encoding("identity")
            .user_agent(concat!("Curricle/", env!("CARGO_PKG_VERSION"), " publish-check"));
        // A proxy leads out of this computer.
        let config = if is_here { config.proxy(None) } else { config };
        Ok(Self {
            agent: config.build().new_agent(),
            scheme: scheme.to_owned(),
            authority: authority.as_str().to_owned(),
            base,
        })
    }

    /// Whether it is asked over HTTPS.
    pub fn is_secure(&self) -> bool {
        self.scheme == "https"
    }

    /// Whether it is on this computer, where nobody listens in.
    pub fn is_here(&self) -> bool {
        ["localhost", "127.0.0.1", "[::1]"]
            .iter()
            .any(|here| self.authority.starts_with(here))
    }

    /// What stands at an address of the site.
    ///
    /// # Errors
    ///
    /// A sentence when the host does not answer, or leads away.
    pub fn get(&self, address: &str) -> Result<Reply, String> {
        let mut at = format!("{}{}", self.base, address.replace(' ', "%20"));
        if address == WITHOUT_SLASH {
            at.pop();
        }
        for _ in 0..LONGEST_WAY {
            let mut answer = self.agent.get(&at).call().map_err(|error| error.to_string())?;
            let status = answer.status().as_u16();
            let headers: BTreeMap<String, String> = answer
                .headers()
                .iter()
                .map(|(name, value)| {
                    let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
                    (name.as_str().to_owned(), value)
                })
                .collect();
            if (300..400).contains(&status)
                && let Some(to) = headers.get("location")
            {
                at = self.led_to(&at, to)?;
                continue;
            }
            let body = answer.body_mut().with_config().limit(LARGEST_FILE);
            return Ok(Reply {
                status,
                headers,
                body: body.read_to_vec().map_err(|error| error.to_string())?,
            });
        }
        Err("it leads in circles".to_owned())
    }

    /// Where a host sends on to, as long as it is the same.
    fn led_to(&self, from: &str, to: &str) -> Result<String, String> {
        let own = format!("{}://{}", self.scheme, self.authority);
        if let Some(path) = to.strip_prefix('/')
            && !path.starts_with('/')
        {
            return Ok(format!("{own}/{path}"));
        }
        if to.starts_with(&format!("{own}/")) {
            return Ok(to.to_owned());
        }
        if to.starts_with("//") || to.contains("://") {
            return Err(format!("it leads to another address, {to}"));
        }
        let folder = from.rsplit_once('/').map_or(from, |(folder, _)| folder);
        Ok(format!("{folder}/{to}"))
    }
}
