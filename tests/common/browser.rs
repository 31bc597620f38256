//! A browser without a window, led by its driver, on the pages of the example `serve`.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::http::request;
use crate::served::Served;

/// The longest that a test may take, and that a page is waited for.
const LONG: Duration = Duration::from_secs(300);
const SOON: Duration = Duration::from_secs(60);

/// The driver, until it is dropped.
#[derive(Debug)]
struct Driver {
    program: Child,
    port: u16,
}

impl Driver {
    /// Starts it on a free port; `None`, said aloud, where it is not installed and need not be.
    fn start() -> Option<Self> {
        let started = Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut program = match started {
            Ok(program) => program,
            Err(error) => {
                assert!(
                    std::env::var("OGI_BROWSER").as_deref() != Ok("required"),
                    "OGI_BROWSER=required, and chromedriver: {error}"
                );
                eprintln!(
                    "\n!!! SKIPPED: no browser was asked, as chromedriver is not here: apt-get install chromium chromium-driver fonts-noto-cjk !!!\n"
                );
                return None;
            }
        };
        let mut lines = BufReader::new(program.stdout.take().unwrap()).lines().map_while(Result::ok);
        let port = lines.find_map(|line| line.strip_suffix('.')?.rsplit_once("on port ")?.1.parse().ok());
        let mut driver = Self { program, port: 0 };
        driver.port = port.expect("the driver says its port");
        Some(driver)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// A browser on the pages of a program.
#[derive(Clone, Debug)]
pub(crate) struct Browser {
    pub(crate) client: Client,
    pub(crate) port: u16,
    driver: u16,
    session: String,
    /// Where it puts what it downloads.
    pub(crate) downloads: PathBuf,
}

/// Runs a test in a browser of its own. Program, driver and browser are gone afterwards, however the test ends.
pub(crate) fn browse<F: Future<Output = ()> + 'static>(name: &str, test: impl FnOnce(Browser) -> F) {
    let Some(driver) = Driver::start() else { return };
    let served = Served::start(&[]);
    let downloads = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("browser-{name}"));
    let _ = std::fs::remove_dir_all(&downloads);
    std::fs::create_dir_all(&downloads).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let result = tokio::task::LocalSet::new().block_on(&runtime, async {
        let options = json!({
            "goog:chromeOptions": {
                "args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
                "prefs": {"download.default_directory": downloads, "download.prompt_for_download": false, "intl.accept_languages": "zh-CN,zh"},
            },
            "goog:loggingPrefs": {"browser": "ALL"},
        });
        let Value::Object(capabilities) = options else { unreachable!() };
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let client = builder.capabilities(capabilities).connect(&format!("http://127.0.0.1:{}", driver.port)).await;
        let client = client.expect("a browser starts");
        let session = client.session_id().await.unwrap().unwrap();
        let browser = Browser { client: client.clone(), port: served.port, driver: driver.port, session, downloads };
        let running = tokio::task::spawn_local(tokio::time::timeout(LONG, test(browser)));
        let result = running.await;
        let _ = client.close().await;
        result
    });
    match result {
        Ok(in_time) => in_time.expect("the test takes too long"),
        Err(error) => std::panic::resume_unwind(error.into_panic()),
    }
}

impl Browser {
    /// Opens an address of the program.
    pub(crate) async fn open(&self, path: &str) {
        self.client.goto(&format!("http://127.0.0.1:{}{path}", self.port)).await.unwrap();
    }

    /// Chooses files on the first page, sends them, and waits for the results.
    pub(crate) async fn upload(&self, files: &[(&str, &[u8])]) {
        self.open("/?lang=zh").await;
        let paths: Vec<String> = files
            .iter()
            .map(|(name, bytes)| {
                let path = self.downloads.join("sent").join(name);
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(&path, bytes).unwrap();
                path.to_str().unwrap().to_owned()
            })
            .collect();
        self.find("#files").await.send_keys(&paths.join("\n")).await.unwrap();
        self.click("button.main").await;
        self.find(".top-of-page").await;
    }

    /// The first element of this selector, waited for.
    pub(crate) async fn find(&self, selector: &str) -> Element {
        let found = self.client.wait().at_most(SOON).for_element(Locator::Css(selector)).await;
        found.unwrap_or_else(|error| panic!("{selector}: {error}"))
    }

    pub(crate) async fn click(&self, selector: &str) {
        let element = self.find(selector).await;
        // What sticks to the edges of the window must not stand in front of it.
        let to_the_middle = "arguments[0].scrollIntoView({block: 'center'})";
        self.client.execute(to_the_middle, vec![serde_json::to_value(&element).unwrap()]).await.unwrap();
        element.click().await.unwrap_or_else(|error| panic!("{selector}: {error}"));
    }

    /// What a script returns.
    pub(crate) async fn run(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// The text or the attribute of every element of this selector.
    pub(crate) async fn all(&self, selector: &str, property: &str) -> Vec<String> {
        let script = "return Array.from(document.querySelectorAll(arguments[0]), (e) => String(e[arguments[1]]))";
        let found = self.client.execute(script, vec![json!(selector), json!(property)]).await.unwrap();
        serde_json::from_value(found).unwrap()
    }

    /// Where in the page its address leads.
    pub(crate) async fn fragment(&self) -> String {
        self.client.current_url().await.unwrap().fragment().unwrap_or("").to_owned()
    }

    /// Presses a key where the focus is.
    pub(crate) async fn press(&self, key: char) {
        let keys = KeyActions::new("keyboard".into());
        let pressed = keys.then(KeyAction::Down { value: key }).then(KeyAction::Up { value: key });
        self.client.perform_actions(pressed).await.unwrap();
    }

    /// Presses the tabulator until the focus is on an element of this selector.
    pub(crate) async fn tab_to(&self, selector: &str) {
        for _ in 0..60 {
            self.press(TAB).await;
            let there =
                self.client.execute("return document.activeElement.matches(arguments[0])", vec![json!(selector)]);
            if there.await.unwrap() == json!(true) {
                return;
            }
        }
        panic!("{selector} cannot be reached");
    }

    /// A command of the driver that its crate does not know.
    fn command(&self, path: &str, body: &Value) -> Value {
        let headers = "Content-Type: application/json\r\n";
        let path = format!("/session/{}/{path}", self.session);
        let reply = request(self.driver, "POST", &path, headers, body.to_string().as_bytes());
        assert_eq!(reply.status, 200, "{}", reply.text());
        serde_json::from_slice::<Value>(&reply.body).unwrap()["value"].take()
    }

    fn devtools(&self, name: &str, parameters: &Value) {
        self.command("goog/cdp/execute", &json!({"cmd": name, "params": parameters}));
    }

    /// Makes the page so wide, in pixels of its style.
    pub(crate) fn widen(&self, width: u32) {
        let metrics = json!({"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": false});
        self.devtools("Emulation.setDeviceMetricsOverride", &metrics);
    }

    pub(crate) fn darken(&self, is_dark: bool) {
        let scheme = if is_dark { "dark" } else { "light" };
        let features = json!([{"name": "prefers-color-scheme", "value": scheme}]);
        self.devtools("Emulation.setEmulatedMedia", &json!({ "features": features }));
    }

    /// Turns scripts off, as careful people do.
    pub(crate) fn silence(&self) {
        self.devtools("Emulation.setScriptExecutionDisabled", &json!({"value": true}));
    }

    /// What the browser complained of since this was asked last.
    pub(crate) fn complaints(&self) -> Vec<String> {
        let log = self.command("se/log", &json!({"type": "browser"}));
        log.as_array().unwrap().iter().map(|entry| entry["message"].as_str().unwrap().to_owned()).collect()
    }

    /// A file that was downloaded under this name, waited for and taken away.
    pub(crate) async fn downloaded(&self, name: &str) -> Vec<u8> {
        let path = self.downloads.join(name);
        let start = std::time::Instant::now();
        while start.elapsed() < SOON {
            if let Ok(bytes) = std::fs::read(&path)
                && !bytes.is_empty()
            {
                std::fs::remove_file(&path).unwrap();
                return bytes;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{name} was not downloaded: {:?}", std::fs::read_dir(&self.downloads).unwrap().collect::<Vec<_>>());
    }
}

pub(crate) const TAB: char = '\u{e004}';
pub(crate) const ENTER: char = '\u{e007}';
pub(crate) const ESCAPE: char = '\u{e00c}';
