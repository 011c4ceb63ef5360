//! A connection that is given up where the server does not answer. The crate
//! itself waits without end; so a thread of its own does, and is left to it.

use std::io::{Error, ErrorKind};
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Duration;

use postgres::{Client, SimpleQueryMessage};

use super::fault::StoreFault;

type Job = Box<dyn FnOnce(&mut Client) + Send>;

/// A connection, as long as it answers.
pub(super) struct Talk {
    /// What the thread is to ask next; none where the connection is over.
    jobs: Option<Sender<Job>>,
}

impl Talk {
    /// Connects within `limit`.
    pub(super) fn begin(
        limit: Duration,
        connect: impl FnOnce() -> Result<Client, StoreFault> + Send + 'static,
    ) -> Result<Self, StoreFault> {
        let (jobs, asked) = channel::<Job>();
        let (answer, answered) = channel();
        let work = move || match connect() {
            Ok(mut client) => {
                let _ = answer.send(Ok(()));
                for job in asked {
                    job(&mut client);
                }
            }
            Err(fault) => drop(answer.send(Err(fault))),
        };
        thread::Builder::new()
            .spawn(work)
            .map_err(|error| StoreFault::Unreachable(error.to_string()))?;
        answered.recv_timeout(limit).map_err(|_| silent())??;
        Ok(Self { jobs: Some(jobs) })
    }

    /// Has `job` ask the server; what it tells comes back. No pause in it is
    /// longer than `limit`. After a loss nothing is asked any more.
    pub(super) fn ask<T: Send + 'static>(
        &mut self,
        limit: Duration,
        job: impl FnOnce(&mut Client, &mut dyn FnMut(T)) -> Result<(), StoreFault> + Send + 'static,
    ) -> Result<Vec<T>, StoreFault> {
        let (tell, told) = channel();
        let job = move |client: &mut Client| {
            let done = job(client, &mut |part| drop(tell.send(Ok(Some(part)))));
            let done = if client.is_closed() {
                done.and_then(|()| Err(closed()))
            } else {
                done
            };
            let _ = tell.send(done.map(|()| None));
        };
        let jobs = self.jobs.as_ref().ok_or_else(closed)?;
        let sent = jobs.send(Box::new(job)).map_err(|_| closed());
        let all = sent.and_then(|()| {
            let mut parts = Vec::new();
            while let Some(part) = told.recv_timeout(limit).map_err(|_| silent())?? {
                parts.push(part);
            }
            Ok(parts)
        });
        if matches!(all, Err(StoreFault::Lost(_))) {
            self.jobs = None;
        }
        all
    }

    /// Has statements done that hold no values; gives back the text of each cell.
    pub(super) fn plain(
        &mut self,
        sql: impl Into<String>,
        limit: Duration,
    ) -> Result<Vec<String>, StoreFault> {
        let sql = sql.into();
        self.ask(limit, move |client, tell| {
            for message in client.simple_query(&sql)? {
                if let SimpleQueryMessage::Row(row) = message {
                    let cells = (0..row.len()).filter_map(|at| row.get(at));
                    cells.for_each(|cell| tell(cell.to_owned()));
                }
            }
            Ok(())
        })
    }
}

fn silent() -> StoreFault {
    StoreFault::Lost(Error::from(ErrorKind::TimedOut).to_string())
}

fn closed() -> StoreFault {
    StoreFault::Lost("connection closed".to_owned())
}
